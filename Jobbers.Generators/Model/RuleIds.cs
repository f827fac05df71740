namespace Jobbers.Generators.Model;

/// <summary>The declaration rules; a page in Jobbers.Analyzers/docs stands behind each.</summary>
internal static class RuleIds
{
    public const string NotAccessible = "JOB101";
    public const string Generic = "JOB102";
    public const string ReturnType = "JOB103";
    public const string PayloadType = "JOB104";
    public const string TwoContexts = "JOB105";
    public const string DuplicateTask = "JOB106";
    public const string TaskName = "JOB107";
    public const string OptionValue = "JOB108";
    public const string GeneratedNames = "JOB109";
    public const string ServiceOrPayload = "JOB110";
    public const string Pattern = "JOB111";
    public const string WireNames = "JOB112";
    public const string ValidationRule = "JOB113";
    public const string ParameterPassing = "JOB114";
    public const string TaskClass = "JOB115";
    public const string ExceptionTypes = "JOB116";
    public const string UniqueBy = "JOB117";
    public const string WholePayload = "JOB118";
    public const string AsyncVoid = "JOB119";
    public const string RecurringParameters = "JOB120";
}
