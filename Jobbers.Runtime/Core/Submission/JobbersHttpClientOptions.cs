namespace Jobbers.Submission;

/// <summary>How <see cref="JobbersHttpClient"/> reaches a manager. Not a record on purpose: nothing here prints the key.</summary>
public sealed class JobbersHttpClientOptions
{
    /// <summary>Where a manager, or what stands before several of them, answers. Default <c>http://127.0.0.1:8000</c>; may have a path.</summary>
    public Uri Address { get; set; } = new("http://127.0.0.1:8000");

    /// <summary>Sent as <c>Authorization: Bearer …</c>; null for a manager without keys. Submitting needs the role submitter, cancels and resubmits operator.</summary>
    public string? ApiKey { get; set; }

    /// <summary>How long one try may take, 0.1 s to 10 min; a long poll has the time it asks for in addition. Default 15 s.</summary>
    public TimeSpan Timeout { get; set; } = TimeSpan.FromSeconds(15);

    /// <summary>How long after its begin a call that met a safe failure is tried again; zero for one try only. At most 1 h. Default 30 s.</summary>
    public TimeSpan RetryFor { get; set; } = RepeatedCalls.RetryFor;

    /// <exception cref="ArgumentException">A value is not allowed; the message says which, and what is. It never holds the key.</exception>
    internal void ThrowIfBad()
    {
        if (Address is not { IsAbsoluteUri: true, Scheme: "http" or "https", Query: "", Fragment: "", UserInfo: "" })
            throw new ArgumentException("Address must be an http or https address like http://127.0.0.1:8000, without query and user.");
        if (ApiKey is not null && (ApiKey.Length == 0 || ApiKey.AsSpan().ContainsAnyExceptInRange('!', '~')))
            throw new ArgumentException("ApiKey must be visible ASCII characters without spaces, as 'keys new' makes it; leave it null for a manager without keys.");
        if (Timeout < TimeSpan.FromSeconds(0.1) || Timeout > TimeSpan.FromMinutes(10))
            throw new ArgumentException($"Timeout is {Timeout}: it must be between 0.1 s and 10 min.");
        if (RetryFor < TimeSpan.Zero || RetryFor > TimeSpan.FromHours(1))
            throw new ArgumentException($"RetryFor is {RetryFor}: it must be between 0 and 1 h.");
    }
}
