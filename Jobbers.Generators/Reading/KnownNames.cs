namespace Jobbers.Generators.Reading;

/// <summary>Metadata names that the reader looks for.</summary>
internal static class KnownNames
{
    public const string CoreAssembly = "Jobbers.Runtime";
    public const string Builder = "Jobbers.Setup.JobbersBuilder";
    public const string RegisterTask = "Jobbers.Declaration.RegisterTaskAttribute";
    public const string TaskContext = "Jobbers.Declaration.TaskContext";
    public const string Client = "Jobbers.Submission.JobbersClient";
    public const string TaskParameters = "Jobbers.Declaration.TaskParametersAttribute";
    public const string TasksAssembly = "Jobbers.Declaration.TasksAssemblyAttribute";
    public const string Occurrence = "Jobbers.Declaration.OccurrenceAttribute";
    public const string Sensitive = "Jobbers.Declaration.SensitiveAttribute";
    public const string FromKeyedServices = "Microsoft.Extensions.DependencyInjection.FromKeyedServicesAttribute";
    public const string CancellationToken = "System.Threading.CancellationToken";

    /// <summary>The constant in a generated registration class that lists its tasks.</summary>
    public const string TaskKeysField = "TaskKeys";

    /// <summary>The tool named by <c>[GeneratedCode]</c> on everything we emit.</summary>
    public const string Tool = "Jobbers.Generators";

    public static bool IsFromServices(string attribute) =>
        attribute is "Jobbers.Declaration.FromServicesAttribute" or "Microsoft.AspNetCore.Mvc.FromServicesAttribute" or FromKeyedServices;
}
