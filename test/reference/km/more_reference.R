# Late entry, competing causes and log-rank tests of three groups, by R 4.2.2 and survival 3.5-3:
#   Rscript more_reference.R > more_reference.json
# Small random sets with ties; NA is null. Survival and its limits as survfit has them, the median as it is printed.
library(survival)
set.seed(5)

json <- function(x) {
  if (is.list(x)) {
    items <- vapply(x, json, "")
    if (is.null(names(x))) paste0("[", paste(items, collapse = ",\n"), "]")
    else paste0("{", paste0('"', names(x), '":', items, collapse = ","), "}")
  } else paste0("[", paste(ifelse(is.finite(x), trimws(formatC(x, digits = 15, format = "g")), "null"), collapse = ","), "]")
}

sets <- lapply(1:24, function(i) {
  late <- i %% 2 == 0
  n <- sample(6:14, 1)
  time <- sample(if (late) 1:12 else 0:12, n, replace = TRUE)
  entry <- if (late) pmax(pmin(floor(time * runif(n)), time - 1), 0) else rep(0, n)
  cause <- sample(0:2, n, replace = TRUE)
  group <- rep_len(1:3, n)
  event <- as.integer(cause > 0)
  surv <- if (late) Surv(entry, time, event) else Surv(time, event)
  causes <- factor(cause, 0:2)
  fit <- survfit(surv ~ 1, conf.type = "log-log")
  tau <- fit$time[ceiling(length(fit$time) / 2)]
  table <- summary(fit, rmean = tau)$table
  states <- if (late) survfit(Surv(entry, time, causes) ~ 1, id = seq_len(n)) else survfit(Surv(time, causes) ~ 1)
  set <- list(time = time, entry = entry, cause = cause, group = group,
    step = fit$time, atRisk = fit$n.risk, survival = fit$surv, error = fit$surv * fit$std.err,
    lower = fit$lower, upper = fit$upper,
    median = unname(table[c("median", "0.95LCL", "0.95UCL")]),
    mean = unname(c(tau, table[c("rmean", "se(rmean)")])),
    incidence1 = states$pstate[, 2], incidence2 = states$pstate[, 3])
  if (late) return(set)
  test <- survdiff(Surv(time, event) ~ group)
  c(set, list(observed = test$obs, expected = test$exp,
    test = c(test$chisq, pchisq(test$chisq, sum(test$exp > 0) - 1, lower.tail = FALSE))))
})
cat(json(sets), "\n")
