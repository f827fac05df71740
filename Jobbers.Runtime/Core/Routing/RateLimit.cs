namespace Jobbers.Routing;

/// <summary>In no window of <see cref="Window"/> do more than <see cref="Numerator"/> attempts start, over all workers.</summary>
/// <param name="Numerator">Starts per window, 1 to 1,000,000.</param>
/// <param name="Denominator">Periods per window, 1 to 10,000.</param>
/// <param name="Period">The period's length.</param>
internal sealed record RateLimit(int Numerator, int Denominator, RatePeriod Period)
{
    /// <summary>The window's length.</summary>
    public TimeSpan Window => Denominator * Period switch
    {
        RatePeriod.Second => TimeSpan.FromSeconds(1),
        RatePeriod.Minute => TimeSpan.FromMinutes(1),
        RatePeriod.Hour => TimeSpan.FromHours(1),
        _ => TimeSpan.FromDays(1),
    };
}
