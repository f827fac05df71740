namespace Jobbers.Routing;

/// <summary>The unit of a rate limit.</summary>
public enum RatePeriod
{
    /// <summary>1 s.</summary>
    Second,

    /// <summary>60 s.</summary>
    Minute,

    /// <summary>3,600 s.</summary>
    Hour,

    /// <summary>86,400 s.</summary>
    Day,
}
