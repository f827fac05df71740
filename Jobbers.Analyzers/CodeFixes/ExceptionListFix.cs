namespace Jobbers.Analyzers.CodeFixes;

/// <summary>Adds an exception to the one list or to the other.</summary>
public abstract class ExceptionListFix : TaskFix
{
    private const string Expected = "ExpectedExceptions";
    private const string Fatal = "FatalExceptions";

    private protected ExceptionListFix(string id)
        : base(id)
    {
    }

    private protected sealed override IEnumerable<(string Key, string Title)> Choices(SyntaxNode root, Diagnostic diagnostic)
    {
        if (TaskDeclaration.Around(root, diagnostic) is null || TypeOf(diagnostic) is not { } type)
            yield break;
        var name = type.Substring(type.LastIndexOfAny(['.', ':']) + 1);
        yield return (Expected, $"Retry after {name}: add it to {Expected}");
        yield return (Fatal, $"Fail at once after {name}: add it to {Fatal}");
    }

    private protected sealed override void Edit(SyntaxEditor editor, SyntaxNode root, Diagnostic diagnostic, string key) =>
        TaskDeclaration.AddToList(editor, TaskDeclaration.Around(root, diagnostic)!, key, TypeOf(diagnostic)!);

    private static string? TypeOf(Diagnostic diagnostic) => diagnostic.Properties.TryGetValue("exception", out var type) ? type : null;
}
