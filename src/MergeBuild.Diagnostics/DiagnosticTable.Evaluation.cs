namespace MergeBuild.Diagnostics;

// CS1591 Missing XML comment: each row is its own documentation.
#pragma warning disable CS1591

public static partial class DiagnosticTable
{
    private const string CorrectSuite = "Correct the line; docs/suites.md lists the keys of each kind of suite.";
    private const string CorrectSettings = "Correct the setting; docs/suites.md lists all settings.";

    public static readonly DiagnosticDescriptor SuiteEmpty = Error(4100,
        "The suite '{0}' has no examples.", "The file holds blank lines alone, or was cut off.", "Write one example a line, or correct the path.");

    public static readonly DiagnosticDescriptor SuiteLineInvalid = Error(4101,
        "The line is not a JSON object in UTF-8: {0}", "A suite is JSONL: each line is one JSON object.", CorrectSuite);

    public static readonly DiagnosticDescriptor SuiteLineTooLong = Error(4102,
        "The line has {0} bytes; at most {1} are allowed.", "The file is not JSONL, or an example holds a whole book.", "Break the text into several examples.");

    public static readonly DiagnosticDescriptor SuiteKeyUnknown = Error(4103,
        "'{0}' is not a key of an example{1}", "A key is misspelt; it would have no effect.", CorrectSuite);

    public static readonly DiagnosticDescriptor SuiteKeyRepeated = Error(4104,
        "The key '{0}' stands in this line twice.", "JSON readers disagree on which of two equal keys counts.", CorrectSuite);

    public static readonly DiagnosticDescriptor SuiteValueWrong = Error(4105,
        "'{0}' must be {1}, not {2}.", "The value has another type, or is empty.", CorrectSuite);

    public static readonly DiagnosticDescriptor SuiteKindUnclear = Error(4106,
        "An example with the keys {0} is of no kind: allowed are prompt and answer; prompt, choices and label; prompt and label; text; or prompt alone.",
        "The kind of a suite is inferred from the keys of its examples.", CorrectSuite);

    public static readonly DiagnosticDescriptor SuiteKindMixed = Error(4107,
        "This example is one of {0}, but the first example of the suite, in line {1}, is one of {2}.", "All examples of a suite are of one kind, since they share their metrics.", "Divide the examples into one suite a kind.");

    public static readonly DiagnosticDescriptor SuiteIdRepeated = Error(4108,
        "The id '{0}' is already that of line {1}.", "Results of two models are paired by id, so that each must be unique.", "Give every example an id of its own.");

    public static readonly DiagnosticDescriptor SuiteIdMissing = Error(4109,
        "The example has no id.", "Results of two models are paired by id.", "Give every example an id of its own.");

    public static readonly DiagnosticDescriptor SuiteLabelOutOfRange = Error(4110,
        "The label is {0}, but the example has {1} choices, numbered from 0.", "Labels that count from 1 are common in other formats.", CorrectSuite);

    public static readonly DiagnosticDescriptor SuiteErrorsOmitted = Error(4111,
        "The suite has more errors than the {0} that are shown.", "The file is probably of another format.", CorrectSuite);

    public static readonly DiagnosticDescriptor SettingInvalid = Error(4120,
        "The evaluation setting {0} must be {1}, not {2}.", "The value is out of range, or of another type.", CorrectSettings);

    public static readonly DiagnosticDescriptor SettingUnknown = Error(4121,
        "'{0}' is not an evaluation setting{1}", "A setting is misspelt; it would have no effect.", CorrectSettings);

    public static readonly DiagnosticDescriptor SettingNotForKind = Error(4122,
        "The setting {0} has no effect on the suite '{1}', which is one of {2}.", "The setting belongs to another kind of suite.", CorrectSettings);

    public static readonly DiagnosticDescriptor MetricUnknown = Error(4123,
        "'{0}' is not a metric{1}", "A metric is misspelt.", "Correct the name; docs/evaluation.md lists all metrics.");

    public static readonly DiagnosticDescriptor MetricNotForSuite = Error(4124,
        "The metric {0} cannot be taken on the suite '{1}': {2}.", "A metric needs what only some kinds of suites have.", "Leave the metric out, or use another suite; docs/evaluation.md lists what each metric needs.");

    public static readonly DiagnosticDescriptor FewShotTooFew = Error(4125,
        "{0} examples before each prompt are asked for, but '{1}' has only {2} besides the example itself.", "An example is never shown to the model before its own prompt.", "Ask for fewer, or take them from a larger file.");

    public static readonly DiagnosticDescriptor FewShotUnsuitable = Error(4126,
        "The examples of '{0}' cannot stand before the prompts of '{1}': {2}.", "Few-shot examples are of the same kind as the suite, and have answers.", "Take them from a suite of the same kind.");

    public static readonly DiagnosticDescriptor PatternInvalid = Error(4127,
        "The pattern '{0}' of the setting {1} is not a regular expression that can be matched safely: {2}",
        "The expression is malformed, has more than 1000 characters, or uses look-around or back-references.", CorrectSettings);

    public static readonly DiagnosticDescriptor SettingsFileInvalid = Error(4128,
        "The evaluation settings '{0}' are not valid: {1}", "The file is not a JSON object.", CorrectSettings);

    public static readonly DiagnosticDescriptor ExampleTooLong = Error(4130,
        "The example '{0}' of '{1}' takes {2} tokens, but the model was made for {3}.", "Cutting the prompt would change the question.", "Shorten the example, use fewer few-shot examples, or leave the example out.");

    public static readonly DiagnosticDescriptor ScoreNotFinite = Error(4131,
        "The model gives {0} as a score of the example '{1}' of '{2}'.", "The weights hold values that are not finite, or overflow in the forward pass.", "Check the model with 'mergebuild verify'; a merge with extreme weights is a usual cause.");

    public static readonly DiagnosticDescriptor ExampleWithoutTokens = Error(4132,
        "The {0} of the example '{1}' of '{2}' becomes no tokens at all.", "The tokenizer drops these characters, and adds no special token.", "Correct the example, or set the prefix token.");

    public static readonly DiagnosticDescriptor ClassLabelUnknown = Error(4133,
        "The label {0} of the example '{1}' of '{2}' is not one of the model's{3}", "Labels are names in id2label of config.json, or their numbers.", "Use the model's labels, or evaluate the classifier that was trained for the suite.");

    public static readonly DiagnosticDescriptor ModelNotForSuite = Error(4134,
        "The suite '{0}' is one of {1}, which needs a {2}, but the model is a {3}.", "Classifiers answer suites of prompt and label; language models answer all others.", "Evaluate another model, or another suite.");

    public static readonly DiagnosticDescriptor PrefixTokenMissing = Error(4135,
        "'{0}' is not a token of the model, so that nothing stands before the first token of a text.", "The first token of a text is scored after a token that begins texts; the tokenizer adds none.", "Set the prefix token to one that the model was trained with, such as its end-of-text token.");

    public static readonly DiagnosticDescriptor ResultInvalid = Error(4140,
        "The evaluation result '{0}' is not valid: {1}", "The file is damaged, was edited, or is of another format.", "Evaluate the model again.");

    public static readonly DiagnosticDescriptor HarnessResultsMissing = Error(4150,
        "'{0}' holds no results_*.json of lm-evaluation-harness.", "The harness only warns when it cannot save its results, so that a missing file is not harmless.", "Run the harness again with --output_path, and look at its warnings.");

    public static readonly DiagnosticDescriptor HarnessResultsInvalid = Error(4151,
        "The harness results '{0}' are not valid: {1}", "The file is damaged, or of another format.", "Run the harness again.");

    public static readonly DiagnosticDescriptor HarnessSamplesMissing = Error(4152,
        "The samples of the task '{0}' are missing: there is no '{1}'.", "Results of single examples are needed, for pairing, and the harness writes them only when asked to.", "Run the harness again with --log_samples.");

    public static readonly DiagnosticDescriptor HarnessSampleInvalid = Error(4153,
        "The sample is not valid: {0}", "The file is damaged, or of another version of the harness.", "Delete the file and run the harness again.");

    public static readonly DiagnosticDescriptor HarnessSampleRepeated = Error(4154,
        "The document {0} with the filter '{1}' stands here again, but differs from line {2}.", "The harness appends to the file of an earlier run.", "Delete the file and run the harness again.");

    public static readonly DiagnosticDescriptor HarnessTaskMissing = Error(4155,
        "The harness results '{0}' have no task '{1}'{2}", "The task was not run, or is written differently.", "Correct the name, or run the task.");

    public static readonly DiagnosticDescriptor HarnessResultsAmbiguous = Error(4156,
        "'{0}' and '{1}' both hold results of lm-evaluation-harness.", "Which of them is meant cannot be told.", "Name the file, or use a new folder for each run.");

    public static readonly DiagnosticDescriptor CommandMalformed = Error(4160,
        "The evaluation command '{0}' is malformed: {1}.", "A quotation mark is not closed, or a placeholder is unknown.", "Correct the command; docs/evaluation.md has the rules of quoting.");

    public static readonly DiagnosticDescriptor CommandNotStarted = Error(4161,
        "The evaluation command '{0}' could not be started: {1}", "The program is not installed, or not on the path.", "Install it, or write its full path.");

    public static readonly DiagnosticDescriptor CommandFailed = Error(4162,
        "The evaluation command '{0}' ended with exit code {1}; the end of its error output: {2}", "The program failed.", "Run the command by itself and correct what it reports.");

    public static readonly DiagnosticDescriptor CommandTimedOut = Error(4163,
        "The evaluation command '{0}' did not end within {1} seconds and was stopped; the end of its error output: {2}", "The program hangs, or needs more time.", "Allow more time, or find out what it waits for.");

    public static readonly DiagnosticDescriptor CommandOutputMissing = Error(4164,
        "The evaluation command '{0}' ended without an error, but wrote neither an evaluation result nor harness results to '{1}'.", "The command does not use the placeholder {output}, or failed silently.", "Make the command write to the path that stands for the placeholder.");

    public static readonly DiagnosticDescriptor ChatTemplateSyntax = Error(4170,
        "The chat template is not valid: {0}", "The template breaks the syntax of Jinja.", "Use the template that was published with the model.");

    public static readonly DiagnosticDescriptor ChatTemplateFailed = Error(4171,
        "The chat template failed: {0}", "The template does with a value what the value does not allow, or expects other messages.", "Check the messages against the model's documentation.");

    public static readonly DiagnosticDescriptor ChatTemplateRaised = Error(4172,
        "The chat template refuses the conversation: {0}", "The template calls raise_exception, usually because roles do not alternate or a role is not supported.", "Change the conversation to what the model supports.");

    public static readonly DiagnosticDescriptor ChatTemplateLimit = Error(4173,
        "The chat template was stopped: it takes more than {0}.", "The template is hostile, or loops without an end.", "Use the template that was published with the model.");

    public static readonly DiagnosticDescriptor ChatTemplateNotSupported = Error(4174,
        "The chat template uses {0}, which is not supported{1}", "Only what models' templates use is there; docs/chat-templates.md lists it.", "Rewrite the template without it.");

    public static readonly DiagnosticDescriptor ChatTemplateMissing = Error(4175,
        "'{0}' has no chat template{1}.", "The model is a base model, or its template was not fetched.", "Evaluate without a chat template, or add chat_template.jinja to the model.");

    public static readonly DiagnosticDescriptor ChatTemplateFileInvalid = Error(4176,
        "'{0}' does not hold a chat template in a form that is known: {1}", "The file is damaged, or was edited.", "Use the file that was published with the model.");
}
