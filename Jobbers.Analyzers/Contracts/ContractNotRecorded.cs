using System.Collections.Immutable;
using Jobbers.Generators.Model;

namespace Jobbers.Analyzers.Contracts;

/// <summary>JOB302: the baseline does not hold what the task is now, so the next change of it would not be noticed.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class ContractNotRecorded : ContractRule
{
    private static readonly DiagnosticDescriptor Rule = RuleText.Info(
        "JOB302", "Contract is not in the baseline", "The contract of '{0}' version {1} {2} jobbers.contracts.json: accept it there, so that its next change is checked");

    /// <inheritdoc/>
    public override ImmutableArray<DiagnosticDescriptor> SupportedDiagnostics => [Rule];

    private protected override void Check(SymbolAnalysisContext context, TaskModel task, JsonNode? old, JsonNode now)
    {
        if (old is not null && (now.SameAs(old) || ContractComparison.Breaks(old, now).Count > 0))
            return;
        context.ReportDiagnostic(Report(
            Rule, context.Symbol, task, ContractText.Of(now, 0), task.Name, task.Version, old is null ? "is not in" : "has grown beyond"));
    }
}
