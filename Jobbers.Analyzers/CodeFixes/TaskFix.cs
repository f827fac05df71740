using System.Collections.Immutable;
using Microsoft.CodeAnalysis.CodeActions;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Formatting;
using Microsoft.CodeAnalysis.Options;

namespace Jobbers.Analyzers.CodeFixes;

/// <summary>
/// A fix within one file. It edits through one editor, so that Fix All can apply it to many findings of a file in turn, even where they
/// change the same attribute.
/// </summary>
public abstract class TaskFix : CodeFixProvider
{
    private readonly string _id;

    private protected TaskFix(string id) => _id = id;

    /// <inheritdoc/>
    public sealed override ImmutableArray<string> FixableDiagnosticIds => [_id];

    /// <inheritdoc/>
    public sealed override FixAllProvider GetFixAllProvider() => FixAllProvider.Create(FixDocumentAsync);

    /// <inheritdoc/>
    public sealed override async Task RegisterCodeFixesAsync(CodeFixContext context)
    {
        var root = await TaskMarks.RootAsync(context.Document, context.CancellationToken).ConfigureAwait(false);
        if (root is null)
            return;
        foreach (var diagnostic in context.Diagnostics)
        {
            foreach (var (key, title) in Choices(root, diagnostic))
                context.RegisterCodeFix(CodeAction.Create(title, cancel => FixAsync(context.Document, [diagnostic], key, cancel), key), diagnostic);
        }
    }

    /// <summary>The ways out that are offered: a key that Fix All tells them apart by, and a title. None when the place cannot be fixed.</summary>
    private protected abstract IEnumerable<(string Key, string Title)> Choices(SyntaxNode root, Diagnostic diagnostic);

    /// <summary>Makes one finding go away.</summary>
    private protected abstract void Edit(SyntaxEditor editor, SyntaxNode root, Diagnostic diagnostic, string key);

    private async Task<Document?> FixDocumentAsync(FixAllContext context, Document document, ImmutableArray<Diagnostic> diagnostics) =>
        await FixAsync(document, diagnostics, context.CodeActionEquivalenceKey ?? "", context.CancellationToken).ConfigureAwait(false);

    private async Task<Document> FixAsync(Document document, ImmutableArray<Diagnostic> diagnostics, string key, CancellationToken cancellationToken)
    {
        var root = await TaskMarks.RootAsync(document, cancellationToken).ConfigureAwait(false);
        if (root is null)
            return document;
        var editor = new SyntaxEditor(root, document.Project.Solution.Services);
        foreach (var diagnostic in diagnostics.OrderBy(d => d.Location.SourceSpan.Start))
        {
            if (Choices(root, diagnostic).Any(c => c.Key == key))
                Edit(editor, root, diagnostic, key);
        }

        return await FormattedAsync(document.WithSyntaxRoot(editor.GetChangedRoot()), root, cancellationToken).ConfigureAwait(false);
    }

    /// <summary>With the line breaks that the file has, whatever those of the machine are.</summary>
    private static async Task<Document> FormattedAsync(Document changed, SyntaxNode before, CancellationToken cancellationToken)
    {
        var line = before.DescendantTrivia().FirstOrDefault(t => t.IsKind(SyntaxKind.EndOfLineTrivia)).ToString();
        var options = await changed.GetOptionsAsync(cancellationToken).ConfigureAwait(false);
        var ownLines = line.Length == 0 ? options : options.WithChangedOption(FormattingOptions.NewLine, LanguageNames.CSharp, line);
        return await Formatter.FormatAsync(changed, Formatter.Annotation, ownLines, cancellationToken).ConfigureAwait(false);
    }
}
