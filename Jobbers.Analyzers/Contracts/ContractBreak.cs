using System.Collections.Concurrent;
using System.Collections.Immutable;
using Jobbers.Generators.Model;
using Microsoft.CodeAnalysis.Text;

namespace Jobbers.Analyzers.Contracts;

/// <summary>JOB301: what is stored, or what callers send, could no longer be read.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class ContractBreak : ContractRule
{
    private static readonly DiagnosticDescriptor Rule = RuleText.Error(
        "JOB301", "Contract is broken", "Stored tasks and callers of '{0}' version {1} would not survive this: {2}. Make it a new version, or accept it into jobbers.contracts.json");

    private static readonly DiagnosticDescriptor Gone = RuleText.Error(
        "JOB301", "Contract is broken", "'{0}' is no longer declared: stored tasks of it would find nobody to run them. Declare it, or remove it from here", WellKnownDiagnosticTags.CompilationEnd);

    private static readonly DiagnosticDescriptor NoBaseline = RuleText.Error(
        "JOB301", "Contract is broken", "jobbers.contracts.json is no JSON object, so no contract is checked: repair it here (a merge conflict, a trailing comma?), or restore it from version control");

    /// <inheritdoc/>
    public override ImmutableArray<DiagnosticDescriptor> SupportedDiagnostics => [Rule, Gone, NoBaseline];

    private protected override void Unreadable(CompilationStartAnalysisContext context, AdditionalText file, string text)
    {
        // What is JSON, but no object, is wrong from its start on.
        var at = JsonParser.Parse(text, out var end) is null ? end : 0;
        context.RegisterAdditionalFileAction(additional =>
        {
            if (additional.AdditionalFile == file && file.GetText(additional.CancellationToken) is { } source)
                additional.ReportDiagnostic(Diagnostic.Create(NoBaseline, PlaceOf(file, source, new TextSpan(at, at < source.Length ? 1 : 0))));
        });
    }

    private protected override void Begin(CompilationStartAnalysisContext context, AdditionalText file, ContractBaseline baseline)
    {
        // A library may share the baseline of the program that refers to it.
        if (context.Compilation.Options.OutputKind is not (OutputKind.ConsoleApplication or OutputKind.WindowsApplication))
            return;
        var declared = new ConcurrentBag<string>();
        context.RegisterSymbolAction(
            symbol =>
            {
                if (symbol.Symbol.Attribute(KnownNames.RegisterTask) is { } attribute && ContractBaseline.KeyOf(attribute) is { } key)
                    declared.Add(key);
            },
            SymbolKind.Method);
        context.RegisterCompilationEndAction(end =>
        {
            var known = new HashSet<string>(declared.Concat(
                AssemblyReader.Read(end.Compilation, end.CancellationToken).ReferencedTasks.Select(t => ContractBaseline.Key(t.Name, t.Version))));
            var text = file.GetText(end.CancellationToken)!;
            foreach (var entry in baseline.Entries.Where(e => !known.Contains(e.Name)))
            {
                var span = new TextSpan(entry.Start, entry.Name.Length + 2);
                end.ReportDiagnostic(Diagnostic.Create(Gone, PlaceOf(file, text, span), entry.Name));
            }
        });
    }

    private static Location PlaceOf(AdditionalText file, SourceText text, TextSpan span) => Location.Create(file.Path, span, text.Lines.GetLinePositionSpan(span));

    private protected override void Check(SymbolAnalysisContext context, TaskModel task, JsonNode? old, JsonNode now)
    {
        if (old is null || ContractComparison.Breaks(old, now) is not { Count: > 0 } breaks)
            return;
        context.ReportDiagnostic(Report(Rule, context.Symbol, task, ContractText.Of(now, 0), task.Name, task.Version, string.Join("; ", breaks)));
    }
}
