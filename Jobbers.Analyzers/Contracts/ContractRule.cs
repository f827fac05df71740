using Jobbers.Generators.Emission;
using Jobbers.Generators.Model;

namespace Jobbers.Analyzers.Contracts;

/// <summary>A rule that compares tasks with the baseline. Silent in a project that has none.</summary>
public abstract class ContractRule : DiagnosticAnalyzer
{
    private protected ContractRule()
    {
    }

    /// <inheritdoc/>
    public sealed override void Initialize(AnalysisContext context)
    {
        context.EnableConcurrentExecution();
        context.ConfigureGeneratedCodeAnalysis(GeneratedCodeAnalysisFlags.None);
        context.RegisterCompilationStartAction(Start);
    }

    /// <summary>Registers what is asked of the program as a whole; most rules ask nothing.</summary>
    // What overrides it registers; here it is empty on purpose.
#pragma warning disable RS1012
    private protected virtual void Begin(CompilationStartAnalysisContext context, AdditionalText file, ContractBaseline baseline)
    {
    }
#pragma warning restore RS1012

    /// <summary>There is a file, and it is no baseline: one rule says so for all, the others have nothing to say then.</summary>
    // As above.
#pragma warning disable RS1012
    private protected virtual void Unreadable(CompilationStartAnalysisContext context, AdditionalText file, string text)
    {
    }
#pragma warning restore RS1012

    private protected abstract void Check(SymbolAnalysisContext context, TaskModel task, JsonNode? old, JsonNode now);

    private protected static Diagnostic Report(DiagnosticDescriptor rule, ISymbol method, TaskModel task, string contract, params object[] words) => Diagnostic.Create(
        rule,
        method.Locations[0],
        System.Collections.Immutable.ImmutableDictionary<string, string?>.Empty
            .Add("key", ContractBaseline.Key(task.Name, task.Version)).Add("contract", contract),
        words);

    private void Start(CompilationStartAnalysisContext context)
    {
        if (context.Compilation.GetTypeByMetadataName(KnownNames.RegisterTask) is null)
            return;
        var file = context.Options.AdditionalFiles.FirstOrDefault(f => Path.GetFileName(f.Path) == ContractBaseline.FileName);
        if (file?.GetText(context.CancellationToken)?.ToString() is not { } text)
            return;
        if (ContractBaseline.Parse(text) is not { } baseline)
        {
            Unreadable(context, file, text);
            return;
        }

        Begin(context, file, baseline);
        context.RegisterSymbolAction(symbol => CheckMethod(symbol, baseline), SymbolKind.Method);
    }

    private void CheckMethod(SymbolAnalysisContext context, ContractBaseline baseline)
    {
        var method = (IMethodSymbol)context.Symbol;
        if (method.PartialDefinitionPart is not null || method.Attribute(KnownNames.RegisterTask) is not { } attribute)
            return;
        if (TaskReader.Read(method, attribute, context.CancellationToken).Task is not { } task)
            return;
        if (JsonParser.Parse(ContractEmitter.Contract(task.Parameters)) is { } now)
            Check(context, task, baseline[ContractBaseline.Key(task.Name, task.Version)], now);
    }
}
