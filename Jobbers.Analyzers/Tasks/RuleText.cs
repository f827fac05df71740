namespace Jobbers.Analyzers.Tasks;

/// <summary>Makes the descriptors of the rules that look into a task's body: all have a page, a category by their hundred, and are on.</summary>
internal static class RuleText
{
    public static DiagnosticDescriptor Warning(string id, string title, string message) => Of(id, title, message, DiagnosticSeverity.Warning);

    public static DiagnosticDescriptor Info(string id, string title, string message) => Of(id, title, message, DiagnosticSeverity.Info);

    public static DiagnosticDescriptor Error(string id, string title, string message, params string[] tags) => Of(id, title, message, DiagnosticSeverity.Error, tags);

    private static DiagnosticDescriptor Of(string id, string title, string message, DiagnosticSeverity severity, params string[] tags) => new(
        id, title, message, id[3] == '3' ? "Jobbers.Contracts" : "Jobbers.Usage", severity, isEnabledByDefault: true,
        helpLinkUri: RulePages.Link(id),
        customTags: tags);
}
