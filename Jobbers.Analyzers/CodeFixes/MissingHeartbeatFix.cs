namespace Jobbers.Analyzers.CodeFixes;

/// <summary>JOB201: adds the beat to the loop; splits a long delay; a task that never beats and has no loop gives up its interval.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp), Shared]
public sealed class MissingHeartbeatFix() : TaskFix("JOB201")
{
    private const string AddBeat = "AddBeat";
    private const string SliceWait = "SliceWait";
    private const string DropInterval = "DropInterval";

    private protected override IEnumerable<(string Key, string Title)> Choices(SyntaxNode root, Diagnostic diagnostic)
    {
        if (TaskDeclaration.Around(root, diagnostic) is not { } method)
            yield break;
        if (LoopBeat.LoopAt(root, diagnostic.Location) is { } loop && LoopBeat.CanBeat(method, loop))
            yield return (AddBeat, "Add a heartbeat to the loop");
        else if (SlicedWait.DelayAt(root, diagnostic) is { } delay && LoopBeat.CanBeat(method, delay))
            yield return (SliceWait, "Wait in slices, with a heartbeat before each");
        else if (IntervalAt(root, diagnostic) is not null)
            yield return (DropInterval, "Remove MaxHeartbeatInterval");
    }

    private protected override void Edit(SyntaxEditor editor, SyntaxNode root, Diagnostic diagnostic, string key)
    {
        if (key == AddBeat)
            LoopBeat.Add(editor, TaskDeclaration.Around(root, diagnostic)!, LoopBeat.LoopAt(root, diagnostic.Location)!);
        else if (key == SliceWait)
            SlicedWait.Write(editor, TaskDeclaration.Around(root, diagnostic)!, SlicedWait.DelayAt(root, diagnostic)!, diagnostic);
        else
            Drop(editor, IntervalAt(root, diagnostic)!);
    }

    private static void Drop(SyntaxEditor editor, AttributeArgumentSyntax interval)
    {
        if (interval.Parent is AttributeArgumentListSyntax list)
            editor.ReplaceNode(list, list.WithArguments(ListPlace.Remove(list.Arguments, interval)));
    }

    private static AttributeArgumentSyntax? IntervalAt(SyntaxNode root, Diagnostic diagnostic) =>
        root.FindNode(diagnostic.Location.SourceSpan) as AttributeArgumentSyntax;
}
