using Jobbers.Catalog;

namespace Jobbers.Submission.Http;

/// <summary>Over HTTP an idempotency key travels in a header, which holds less than a store does.</summary>
internal static class HttpIdempotencyKey
{
    /// <exception cref="TaskValidationException">A header would not bring the key as it is.</exception>
    public static void Check(string task, string? key)
    {
        if (key is not null && (key.Any(char.IsControl) || char.IsWhiteSpace(key[0]) || char.IsWhiteSpace(key[^1])))
            throw new TaskValidationException(task, [new PayloadProblem("idempotency_key", "must have no control characters, and no spaces at its ends: over HTTP it is a header")]);
    }
}
