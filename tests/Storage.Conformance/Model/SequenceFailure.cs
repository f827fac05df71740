using Storage.Conformance.Model.Steps;

namespace Storage.Conformance.Model;

/// <summary>Verbs after whose last one store and model disagree.</summary>
internal sealed record SequenceFailure(IReadOnlyList<Step> Steps, Exception Cause)
{
    /// <summary>The verbs as text, one a line; the last one is where it broke.</summary>
    public override string ToString()
    {
        var lines = Steps.Select((step, n) => $"  {n + 1,2}. {step}");
        return $"{string.Join(Environment.NewLine, lines)}{Environment.NewLine}{Reason}";
    }

    private string Reason => Cause is ModelMismatchException ? Cause.Message : Cause.ToString();
}
