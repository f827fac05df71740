using System.Globalization;
using Microsoft.CodeAnalysis.CSharp;
using static Microsoft.CodeAnalysis.CSharp.SyntaxFactory;

namespace Jobbers.Analyzers.CodeFixes;

/// <summary>JOB202: sets an interval and adds a beat to each awaiting loop.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp), Shared]
public sealed class UnwatchedLoopFix() : TaskFix("JOB202")
{
    private protected override IEnumerable<(string Key, string Title)> Choices(SyntaxNode root, Diagnostic diagnostic)
    {
        if (TaskDeclaration.Around(root, diagnostic) is { } method && LoopsAt(root, diagnostic).All(l => LoopBeat.CanBeat(method, l)))
            yield return ("Watch", $"Set MaxHeartbeatInterval = {Interval(diagnostic)} and add a heartbeat");
    }

    private protected override void Edit(SyntaxEditor editor, SyntaxNode root, Diagnostic diagnostic, string key)
    {
        var method = TaskDeclaration.Around(root, diagnostic)!;
        TaskDeclaration.SetOption(editor, method, "MaxHeartbeatInterval", LiteralExpression(SyntaxKind.NumericLiteralExpression, ParseToken(Interval(diagnostic))));
        foreach (var loop in LoopsAt(root, diagnostic))
            LoopBeat.Add(editor, method, loop);
    }

    private static IEnumerable<StatementSyntax> LoopsAt(SyntaxNode root, Diagnostic diagnostic) =>
        diagnostic.AdditionalLocations.Prepend(diagnostic.Location).Select(place => LoopBeat.LoopAt(root, place)).OfType<StatementSyntax>();

    /// <summary>From .editorconfig; what is no number of seconds there is not written into the source.</summary>
    private static string Interval(Diagnostic diagnostic) =>
        diagnostic.Properties.TryGetValue("interval", out var text)
        && double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var seconds) && seconds > 0
            ? seconds.ToString("R", CultureInfo.InvariantCulture)
            : "60";
}
