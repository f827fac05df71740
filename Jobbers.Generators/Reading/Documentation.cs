using System.Runtime.CompilerServices;
using System.Text;
using System.Xml;
using System.Xml.Linq;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace Jobbers.Generators.Reading;

/// <summary>
/// The XML comment of a symbol as plain text. Read from the comment's own lines: without GenerateDocumentationFile the compiler does not
/// parse them, and descriptions must not depend on that.
/// </summary>
internal sealed class Documentation
{
    public static readonly Documentation None = new(null);

    /// <summary>A node's comment never changes, and one edit leaves nearly all nodes of a program as they are.</summary>
    private static readonly ConditionalWeakTable<SyntaxNode, Documentation> Known = new();

    private readonly XElement? _root;

    private Documentation(XElement? root) => _root = root;

    public string? Summary => Text(_root?.Element("summary"));

    public string? Parameter(string name) => Text(_root?.Elements("param").FirstOrDefault(p => (string?)p.Attribute("name") == name));

    public static Documentation Of(ISymbol symbol, CancellationToken cancellationToken)
    {
        if (symbol.DeclaringSyntaxReferences.IsEmpty)
            return Parse(symbol.GetDocumentationCommentXml(cancellationToken: cancellationToken) ?? "");
        var declarations = symbol is IMethodSymbol { PartialImplementationPart: { } other }
            ? symbol.DeclaringSyntaxReferences.Concat(other.DeclaringSyntaxReferences)
            : symbol.DeclaringSyntaxReferences;
        foreach (var declaration in declarations)
        {
            var found = Known.GetValue(declaration.GetSyntax(cancellationToken), static node => Parse(CommentLines(node)));
            if (found._root is not null)
                return found;
        }

        return None;
    }

    private static string CommentLines(SyntaxNode node)
    {
        StringBuilder? text = null;
        foreach (var trivia in node.GetLeadingTrivia())
        {
            if (!trivia.IsKind(SyntaxKind.SingleLineDocumentationCommentTrivia) && !trivia.IsKind(SyntaxKind.SingleLineCommentTrivia))
                continue;
            foreach (var line in trivia.ToFullString().Split('\n'))
            {
                var bare = line.Trim();
                if (bare.StartsWith("///", StringComparison.Ordinal) && !bare.StartsWith("////", StringComparison.Ordinal))
                    (text ??= new StringBuilder()).Append(bare, 3, bare.Length - 3).Append('\n');
            }
        }

        return text?.ToString() ?? "";
    }

    private static Documentation Parse(string xml)
    {
        if (xml.IndexOf("<summary", StringComparison.Ordinal) < 0 && xml.IndexOf("<param", StringComparison.Ordinal) < 0
            && xml.IndexOf("<member", StringComparison.Ordinal) < 0)
        {
            return None;
        }

        try
        {
            var root = XElement.Parse("<doc>" + xml + "</doc>", LoadOptions.PreserveWhitespace);
            return new Documentation(root.Element("member") ?? root);
        }
        catch (XmlException)
        {
            // A malformed comment is the compiler's to report (CS1570); the task works without a description.
            return None;
        }
    }

    private static string? Text(XElement? element)
    {
        if (element is null)
            return null;
        var text = new StringBuilder();
        Append(element, text);
        var words = text.ToString().Split([' ', '\t', '\r', '\n'], StringSplitOptions.RemoveEmptyEntries);
        return words.Length == 0 ? null : string.Join(" ", words);
    }

    private static void Append(XElement element, StringBuilder text)
    {
        foreach (var node in element.Nodes())
        {
            if (node is XText plain)
                text.Append(plain.Value);
            else if (node is XElement { IsEmpty: false } inner)
                AppendInner(inner, text);
            else if (node is XElement reference)
                text.Append(NameIn(reference));
        }
    }

    /// <summary>Paragraphs and items stand apart from one another, words do not.</summary>
    private static void AppendInner(XElement inner, StringBuilder text)
    {
        var apart = inner.Name.LocalName is "para" or "item" or "term" or "description" or "code" or "list" ? " " : "";
        text.Append(apart);
        Append(inner, text);
        text.Append(apart);
    }

    private static string NameIn(XElement reference)
    {
        var name = ((string?)reference.Attribute("cref") ?? (string?)reference.Attribute("name") ?? (string?)reference.Attribute("langword") ?? " ").Split('(')[0];
        return name.Substring(name.LastIndexOfAny(['.', ':']) + 1);
    }
}
