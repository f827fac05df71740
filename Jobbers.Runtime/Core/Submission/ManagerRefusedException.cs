namespace Jobbers.Submission;

/// <summary>The manager refused a call in a way that trying again cannot mend: wrong key or role, too large, or no manager at all. The message says what to do.</summary>
public sealed class ManagerRefusedException(int status, string message) : Exception(message)
{
    /// <summary>The HTTP status of the answer.</summary>
    public int Status { get; } = status;
}
