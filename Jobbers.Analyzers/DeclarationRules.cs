using System.Collections.Immutable;
using Jobbers.Generators.Model;

namespace Jobbers.Analyzers;

/// <summary>The descriptors of JOB101–120: a declaration that cannot work. Where one is reported, nothing is generated for that method.</summary>
internal static class DeclarationRules
{
    private const string Category = "Jobbers.Declaration";

    private static readonly DiagnosticDescriptor NotAccessible = Rule(RuleIds.NotAccessible, "Task cannot be reached by generated code");
    private static readonly DiagnosticDescriptor Generic = Rule(RuleIds.Generic, "Task is generic");
    private static readonly DiagnosticDescriptor ReturnType = Rule(RuleIds.ReturnType, "Task returns nothing that can be awaited");
    private static readonly DiagnosticDescriptor PayloadType = Rule(RuleIds.PayloadType, "Type cannot be carried as JSON");
    private static readonly DiagnosticDescriptor TwoContexts = Rule(RuleIds.TwoContexts, "Context or token is asked for twice");
    private static readonly DiagnosticDescriptor DuplicateTask = Rule(RuleIds.DuplicateTask, "Two tasks share a name and version", WellKnownDiagnosticTags.CompilationEnd);
    private static readonly DiagnosticDescriptor TaskName = Rule(RuleIds.TaskName, "Task name is not valid");
    private static readonly DiagnosticDescriptor OptionValue = Rule(RuleIds.OptionValue, "Task option is out of range");
    private static readonly DiagnosticDescriptor GeneratedNames = Rule(RuleIds.GeneratedNames, "Generated names collide", WellKnownDiagnosticTags.CompilationEnd);
    private static readonly DiagnosticDescriptor ServiceOrPayload = Rule(RuleIds.ServiceOrPayload, "Parameter is neither payload nor service");
    private static readonly DiagnosticDescriptor Pattern = Rule(RuleIds.Pattern, "Regular expression does not compile");
    private static readonly DiagnosticDescriptor WireNames = Rule(RuleIds.WireNames, "Parameters share a name in JSON");
    private static readonly DiagnosticDescriptor ValidationRule = Rule(RuleIds.ValidationRule, "Validation attribute cannot be held");
    private static readonly DiagnosticDescriptor ParameterPassing = Rule(RuleIds.ParameterPassing, "Parameter is passed by reference");
    private static readonly DiagnosticDescriptor TaskClass = Rule(RuleIds.TaskClass, "Task class cannot be made for an attempt");
    private static readonly DiagnosticDescriptor ExceptionTypes = Rule(RuleIds.ExceptionTypes, "Listed type is no exception that can be caught");
    private static readonly DiagnosticDescriptor UniqueBy = Rule(RuleIds.UniqueBy, "UniqueBy names no payload parameter");
    private static readonly DiagnosticDescriptor WholePayload = Rule(RuleIds.WholePayload, "[TaskParameters] type is not the whole payload");
    private static readonly DiagnosticDescriptor AsyncVoid = Rule(RuleIds.AsyncVoid, "Task is async void");
    private static readonly DiagnosticDescriptor RecurringParameters = Rule(RuleIds.RecurringParameters, "Recurring task must be given a parameter");

    public static ImmutableArray<DiagnosticDescriptor> All { get; } =
    [
        NotAccessible, Generic, ReturnType, PayloadType, TwoContexts, DuplicateTask, TaskName, OptionValue, GeneratedNames, ServiceOrPayload,
        Pattern, WireNames, ValidationRule, ParameterPassing, TaskClass, ExceptionTypes, UniqueBy, WholePayload, AsyncVoid, RecurringParameters,
    ];

    public static DiagnosticDescriptor Of(string id) => All.First(rule => rule.Id == id);

    // The reader writes the message: it alone knows the member, the reason and the way out.
    private static DiagnosticDescriptor Rule(string id, string title, params string[] tags) => new(
        id, title, "{0}", Category, DiagnosticSeverity.Error, isEnabledByDefault: true,
        helpLinkUri: RulePages.Link(id),
        customTags: tags);
}
