using System.Buffers.Binary;
using Jobbers.Lifecycle;
using Jobbers.Storage;

namespace Jobbers.Sqlite.Writing;

/// <summary>
/// What a numbered call came to, as kept in its worker's record: verdicts and claims, without payloads. Bytes: next slot in µs (−1 for none), more
/// waiting, number of verdicts, 3 bytes a verdict, 24 bytes (id, token) a claim.
/// </summary>
internal static class CallReply
{
    private const int Header = 8 + 1 + 2;
    private const int VerdictSize = 3;
    private const int ClaimSize = 16 + 8;

    public static byte[] Write(IReadOnlyList<SettleAnswer> verdicts, ClaimAnswer answer)
    {
        var bytes = new byte[Header + (verdicts.Count * VerdictSize) + (answer.Claims.Count * ClaimSize)];
        BinaryPrimitives.WriteInt64LittleEndian(bytes, answer.NextAfter?.Ticks ?? -1);
        bytes[8] = answer.MoreWaiting ? (byte)1 : (byte)0;
        BinaryPrimitives.WriteUInt16LittleEndian(bytes.AsSpan(9), (ushort)verdicts.Count);
        var rest = bytes.AsSpan(Header);
        foreach (var verdict in verdicts)
        {
            rest[0] = verdict.Written ? (byte)1 : (byte)0;
            rest[1] = (byte)verdict.Status;
            rest[2] = verdict.DeadLettered ? (byte)1 : (byte)0;
            rest = rest[VerdictSize..];
        }

        foreach (var claim in answer.Claims)
        {
            claim.Id.TryWriteBytes(rest);
            BinaryPrimitives.WriteInt64LittleEndian(rest[16..], claim.Token);
            rest = rest[ClaimSize..];
        }

        return bytes;
    }

    public static SettleAnswer[] ReadVerdicts(ReadOnlySpan<byte> reply)
    {
        var verdicts = new SettleAnswer[CountVerdicts(reply)];
        for (var i = 0; i < verdicts.Length; i++)
        {
            var bytes = reply[(Header + (i * VerdictSize))..];
            verdicts[i] = new SettleAnswer(bytes[0] != 0, (JobStatus)bytes[1], bytes[2] != 0);
        }

        return verdicts;
    }

    public static IReadOnlyList<(Ulid Id, long Token)> ReadClaims(ReadOnlySpan<byte> reply)
    {
        var rest = reply[(Header + (CountVerdicts(reply) * VerdictSize))..];
        var claims = new List<(Ulid, long)>(rest.Length / ClaimSize);
        for (; rest.Length >= ClaimSize; rest = rest[ClaimSize..])
            claims.Add((new Ulid(rest[..16]), BinaryPrimitives.ReadInt64LittleEndian(rest[16..])));
        return claims;
    }

    public static TimeSpan? ReadNextAfter(ReadOnlySpan<byte> reply)
    {
        var ticks = BinaryPrimitives.ReadInt64LittleEndian(reply);
        return ticks < 0 ? null : new TimeSpan(ticks);
    }

    public static bool ReadMoreWaiting(ReadOnlySpan<byte> reply) => reply[8] != 0;

    private static int CountVerdicts(ReadOnlySpan<byte> reply) => BinaryPrimitives.ReadUInt16LittleEndian(reply[9..]);
}
