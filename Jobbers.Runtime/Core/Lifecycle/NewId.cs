namespace Jobbers.Lifecycle;

/// <summary>
/// New ULIDs of tasks and worker processes: 48 bits of time, 80 random bits. The package's own <c>Ulid.NewUlid()</c> seeds its generator by the
/// cryptographic one, whose first use loads OpenSSL: 4 MiB that a process may not need otherwise. An id need not be hard to guess, only new.
/// </summary>
internal static class NewId
{
    private const int RandomBytes = 10;

    public static Ulid At(DateTimeOffset time, Random random)
    {
        Span<byte> bits = stackalloc byte[RandomBytes];
        random.NextBytes(bits);
        return Ulid.NewUlid(time, bits);
    }
}
