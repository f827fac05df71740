using System.Text;
using Jobbers.Routing;
using Jobbers.Storage;

namespace Storage.Conformance;

/// <summary>Builds submits. A test states with <c>with</c> what it is about; the rest is of no matter to it.</summary>
internal static class NewTask
{
    public const string Name = "send_mail";

    public static SubmitRequest In(string queue = RoutingNames.Default) => new()
    {
        Id = SequentialIds.Next(),
        Name = Name,
        Version = 1,
        VersionIsOwn = true,
        Queue = queue,
        Parameters = Json("""{"to":"ada"}"""),
    };

    /// <summary>One whose id the caller gave. Most tasks have one that was made for the submit.</summary>
    public static SubmitRequest Own(string queue = RoutingNames.Default) => In(queue) with { IdIsOwn = true };

    public static SubmitRequest[] Many(int count, string queue = RoutingNames.Default) =>
        [.. Enumerable.Range(0, count).Select(_ => In(queue))];

    public static ReadOnlyMemory<byte> Json(string text) => Encoding.UTF8.GetBytes(text);
}
