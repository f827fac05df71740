namespace Storage.Conformance;

/// <summary>Ids that grow from one to the next, so that listings by id have an order a test can name.</summary>
internal static class SequentialIds
{
    private static readonly DateTimeOffset First = new(2026, 1, 1, 0, 0, 0, TimeSpan.Zero);
    private static int taken;

    public static Ulid Next() => At(Interlocked.Increment(ref taken));

    public static Ulid At(int place) => Ulid.NewUlid(First.AddMilliseconds(place), stackalloc byte[10]);
}
