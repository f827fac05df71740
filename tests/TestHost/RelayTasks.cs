namespace TestHost;

public static class RelayTasks
{
    /// <summary>Has a manager echo a value and answers what came back: the client over HTTP, in whatever this program was compiled to.</summary>
    [RegisterTask("relay")]
    public static async Task<Echoed> Relay(Uri manager, string value, CancellationToken cancellationToken)
    {
        using var client = new JobbersHttpClient(new JobbersHttpClientOptions { Address = manager });
        var handle = await client.EnqueueEcho(value, cancellationToken: cancellationToken);
        return await handle.ResultAsync(cancellationToken);
    }
}
