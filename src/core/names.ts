/** The words of the formula language: no field or input may have one of them as its name. */
export type Reserved =
  | "and" | "or" | "not" | "true" | "false" | "known" | "if" | "min" | "max" | "abs" | "sqrt" | "ln" | "exp"
  | "seconds" | "workingSeconds"; // biome-ignore format: a list

/**
 * `Text` itself where every word in it is a number, an operator or one of `Names`, else a sentence that names
 * the words that are not. As a parameter type it turns a misspelt name into a compile error that reads as the
 * sentence. Texts that are not known when compiling, and very long ones, are checked when the metric is defined.
 */
export type Checked<Text extends string, Names extends string> = string extends Text
  ? Text
  : [Strangers<Words<Text>, Names>] extends [never]
    ? Text
    : `no "${Strangers<Words<Text>, Names>}" here`;

type Words<Text extends string> = Spaced<Unquoted<Text>>;

/** Quoted texts go first: what is in them is no name. */
type Unquoted<
  Text extends string,
  Out extends string = "",
> = Text extends `${infer Before}'${string}'${infer After}`
  ? Unquoted<After, `${Out}${Before} `>
  : `${Out}${Text}`;

type Spaced<Text extends string> =
  Without<
    Without<Without<Without<Without<Without<Text, "(">, ")">, ",">, "+">, "-">,
    "*"
  > extends infer Rest extends string
    ? Without<Without<Without<Without<Without<Without<Rest, "/">, "=">, "!">, "<">, ">">, "\n">
    : never;

type Without<
  Text extends string,
  Sign extends string,
  Out extends string = "",
> = Text extends `${infer Before}${Sign}${infer After}`
  ? Without<After, Sign, `${Out}${Before} `>
  : `${Out}${Text}`;

/** The words that are not known here; `Seen` counts, so that a long text ends the search and not the compiler. */
type Strangers<
  Text extends string,
  Names extends string,
  Found extends string = never,
  Seen extends 0[] = [],
> = Seen["length"] extends 900
  ? Found
  : Text extends `${infer Word} ${infer Rest}`
    ? Strangers<Rest, Names, Found | Stranger<Word, Names>, [...Seen, 0]>
    : Found | Stranger<Text, Names>;

type Stranger<Word extends string, Names extends string> = Word extends "" | Names | Reserved | `${number}`
  ? never
  : Word;
