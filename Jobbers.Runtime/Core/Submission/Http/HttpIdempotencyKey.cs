using Jobbers.Catalog;

namespace Jobbers.Submission.Http;

/// <summary>Over HTTP an idempotency key travels in a header, which holds less than a store does.</summary>
internal static class HttpIdempotencyKey
{
    /// <summary>What is asked of one, to be said after its name.</summary>
    public const string Rule = "must have no control characters, and no spaces at its ends: over HTTP it is a header";

    /// <summary>Whether a header brings the key as it is.</summary>
    /// <param name="key">Not empty.</param>
    public static bool Fits(string key) => !key.Any(char.IsControl) && !char.IsWhiteSpace(key[0]) && !char.IsWhiteSpace(key[^1]);

    /// <exception cref="TaskValidationException">A header would not bring the key as it is.</exception>
    public static void Check(string task, string? key)
    {
        if (key is not null && !Fits(key))
            throw new TaskValidationException(task, [new PayloadProblem("idempotency_key", Rule)]);
    }
}
