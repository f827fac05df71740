using System.Collections.Immutable;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Jobbers.Analyzers.Exceptions;

/// <summary>JOB212: a listed exception adds nothing to the list, or is listed as fatal and retried all the same.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class RedundantException() : TaskRule(Rule)
{
    private static readonly DiagnosticDescriptor Rule = RuleText.Warning("JOB212", "Listed exception is covered already", "{0}");

    private protected override void Check(TaskBody task)
    {
        var expected = task.Options.Expected;
        var fatal = task.Options.Fatal;
        CheckWithin(task, TaskOptions.ExpectedList, expected);
        CheckWithin(task, TaskOptions.FatalList, fatal);
        for (var i = 0; i < fatal.Length; i++)
        {
            if (expected.FirstOrDefault(e => fatal[i].Is(e)) is { } cover)
                Report(task, TaskOptions.FatalList, i, $"{fatal[i].ShortName()} is retried in spite of FatalExceptions: {cover.ShortName()} in ExpectedExceptions covers it");
        }
    }

    private static void CheckWithin(TaskBody task, string list, ImmutableArray<ITypeSymbol> types)
    {
        for (var i = 0; i < types.Length; i++)
        {
            var cover = types.Where((other, at) => at != i && types[i].Is(other) && (at < i || !other.Is(types[i]))).FirstOrDefault();
            if (cover is not null)
                Report(task, list, i, $"{types[i].ShortName()} adds nothing: {list} covers it with {cover.ShortName()}");
        }
    }

    private static void Report(TaskBody task, string list, int index, string message)
    {
        var argument = task.Options.Argument(list);
        var written = argument?.DescendantNodes().OfType<TypeOfExpressionSyntax>().ElementAtOrDefault(index);
        task.Report((written ?? (SyntaxNode?)argument)?.GetLocation() ?? task.Place, message);
    }
}
