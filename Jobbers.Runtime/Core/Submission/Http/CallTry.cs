namespace Jobbers.Submission.Http;

/// <summary>How one try of a call ended.</summary>
/// <param name="Answer">What was answered.</param>
/// <param name="Failure">What came instead.</param>
internal readonly record struct CallTry(ManagerAnswer? Answer, Exception? Failure)
{
    /// <summary>
    /// Whether the manager may have done it all the same: a connection that was never made carried nothing, and "too many requests" is said before
    /// anything is done; a gateway's, or a store's, "not available" may come after.
    /// </summary>
    public bool MayBeDone => Failure is HttpRequestException failure
        ? failure.HttpRequestError is not (HttpRequestError.ConnectionError or HttpRequestError.NameResolutionError
            or HttpRequestError.SecureConnectionError or HttpRequestError.ProxyTunnelError)
        : Failure is not null || Answer?.Status is 408 or 502 or 503 or 504;
}
