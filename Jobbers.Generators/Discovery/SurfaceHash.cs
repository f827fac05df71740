using Jobbers.Generators.Model;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Jobbers.Generators.Discovery;

/// <summary>
/// Hashes a file's text without what no task of another file can depend on: of an ordinary method only modifiers and name stay, with its interface if it says one (a
/// <c>nameof</c> may name it). Types, bases, properties, fields, constants, constructors, attributes on all of them and comments stay, to
/// the character; so does a method with a directive in it, because <c>#nullable</c> reaches beyond its end, and a partial one, whose other
/// part may be a task.
/// </summary>
internal static class SurfaceHash
{
    public static long Of(SyntaxTree tree, SyntaxNode root, IReadOnlyList<MethodDeclarationSyntax> methods)
    {
        var text = root.ToFullString();
        var hash = new StableHash();
        hash.Add(tree.FilePath);
        var from = 0;
        foreach (var method in methods)
        {
            if (method.ContainsDirectives || method.Modifiers.Any(SyntaxKind.PartialKeyword))
                continue;
            hash.Add(text, from, method.FullSpan.Start);
            foreach (var modifier in method.Modifiers)
                hash.Add(modifier.ValueText);
            hash.Add(method.ExplicitInterfaceSpecifier?.ToString() ?? "");
            hash.Add(method.Identifier.ValueText);
            hash.Add(method.Arity);
            from = method.FullSpan.End;
        }

        hash.Add(text, from, text.Length);
        return hash.Value;
    }
}
