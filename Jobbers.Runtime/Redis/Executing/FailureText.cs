using Jobbers.Lifecycle;

namespace Jobbers.Redis.Executing;

/// <summary>A failure as a history entry holds it: type, message and stack trace, parted by NUL.</summary>
internal static class FailureText
{
    public static string Write(AttemptFailure failure) => $"{Clean(failure.Type)}\0{Clean(failure.Message)}\0{Clean(failure.StackTrace ?? "")}";

    public static AttemptFailure Read(string text)
    {
        var parts = text.Split('\0');
        return new AttemptFailure(parts[0], parts.Length > 1 ? parts[1] : "", parts.Length > 2 && parts[2].Length > 0 ? parts[2] : null);
    }

    private static string Clean(string text) => text.Contains('\0', StringComparison.Ordinal) ? text.Replace('\0', ' ') : text;
}
