namespace Jobbers.Generators.Emission;

/// <summary>The <c>global::</c> names that generated code uses, so that no namespace of the user's can hide them.</summary>
internal static class Names
{
    public const string Tool = "[global::System.CodeDom.Compiler.GeneratedCode(\"Jobbers.Generators\", \"0.1.0\")]";
    public const string Catalog = "global::Jobbers.Catalog.";
    public const string Declaration = "global::Jobbers.Declaration.";
    public const string Submission = "global::Jobbers.Submission.";
    public const string Read = Catalog + "PayloadRead.";
    public const string Write = Catalog + "PayloadWrite.";
    public const string Check = Catalog + "PayloadCheck.";
    public const string Problems = Catalog + "PayloadProblems problems";
    public const string ReaderArguments = "ref global::System.Text.Json.Utf8JsonReader reader, " + Problems;
    public const string Writer = "global::System.Text.Json.Utf8JsonWriter writer";
    public const string MaybeNull = "[global::System.Diagnostics.CodeAnalysis.MaybeNullWhen(false)] ";
    public const string CancellationToken = "global::System.Threading.CancellationToken";
    public const string ValueTask = "global::System.Threading.Tasks.ValueTask";
}
