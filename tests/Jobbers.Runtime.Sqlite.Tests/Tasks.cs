using Jobbers.Storage;

namespace Jobbers.Sqlite.Tests;

/// <summary>Tasks to submit.</summary>
internal static class Tasks
{
    public static SubmitRequest One() => new()
    {
        Id = Ulid.NewUlid(),
        Name = "send_mail",
        Version = 1,
        Queue = "default",
        Parameters = "{\"to\":\"a\"}"u8.ToArray(),
    };

    public static SubmitRequest OfSize(int bytes) => One() with { Parameters = new byte[bytes] };
}
