namespace Jobbers.Catalog;

/// <summary>Bounds of what a task may carry.</summary>
public static class PayloadLimits
{
    /// <summary>Largest parameters document, in bytes of UTF-8.</summary>
    public const int MaxParametersBytes = 1024 * 1024;

    /// <summary>Largest result document, in bytes of UTF-8.</summary>
    public const int MaxResultBytes = 1024 * 1024;

    /// <summary>Deepest nesting of a document.</summary>
    public const int MaxDepth = 64;
}
