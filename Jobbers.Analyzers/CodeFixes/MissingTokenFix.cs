namespace Jobbers.Analyzers.CodeFixes;

/// <summary>JOB221: adds the token as a parameter; JOB222 then shows where to pass it on.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp), Shared]
public sealed class MissingTokenFix() : TaskFix("JOB221")
{
    private protected override IEnumerable<(string Key, string Title)> Choices(SyntaxNode root, Diagnostic diagnostic)
    {
        if (TaskDeclaration.Around(root, diagnostic) is { } method && TaskDeclaration.CanTakeParameters(method))
            yield return ("AddToken", "Take a CancellationToken");
    }

    private protected override void Edit(SyntaxEditor editor, SyntaxNode root, Diagnostic diagnostic, string key)
    {
        var method = TaskDeclaration.Around(root, diagnostic)!;
        TaskDeclaration.AddToken(editor, method, TaskDeclaration.FreeName(method, "cancellationToken"));
    }
}
