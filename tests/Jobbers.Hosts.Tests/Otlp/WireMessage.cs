using System.Text;
using Google.Protobuf;

namespace Jobbers.Hosts.Tests.Otlp;

/// <summary>One protobuf message by field numbers: what is needed of OTLP without its schema.</summary>
internal sealed class WireMessage
{
    private readonly List<(int Field, ulong Number, byte[] Bytes)> _fields = [];

    public static WireMessage Parse(byte[] bytes)
    {
        var message = new WireMessage();
        using var input = new CodedInputStream(bytes);
        while (input.ReadTag() is var tag && tag != 0)
        {
            var field = WireFormat.GetTagFieldNumber(tag);
            message._fields.Add(WireFormat.GetTagWireType(tag) switch
            {
                WireFormat.WireType.Varint => (field, input.ReadUInt64(), []),
                WireFormat.WireType.Fixed64 => (field, input.ReadFixed64(), []),
                WireFormat.WireType.Fixed32 => (field, input.ReadFixed32(), []),
                WireFormat.WireType.LengthDelimited => (field, 0, input.ReadBytes().ToByteArray()),
                var other => throw new InvalidDataException($"field {field} has wire type {other}"),
            });
        }

        return message;
    }

    public bool Has(int field) => _fields.Any(known => known.Field == field);

    public ulong Number(int field) => _fields.FirstOrDefault(known => known.Field == field).Number;

    public double Double(int field) => BitConverter.UInt64BitsToDouble(Number(field));

    public string Text(int field) => Encoding.UTF8.GetString(Bytes(field));

    public string Hex(int field) => Convert.ToHexStringLower(Bytes(field));

    public byte[] Bytes(int field) => _fields.FirstOrDefault(known => known.Field == field).Bytes ?? [];

    public WireMessage Message(int field) => Parse(Bytes(field));

    public IEnumerable<WireMessage> Messages(int field) => _fields.Where(known => known.Field == field).Select(known => Parse(known.Bytes));

    /// <summary>Messages two fields down, as lists stand in OTLP.</summary>
    public IEnumerable<WireMessage> Messages(int field, int below) => Messages(field).SelectMany(message => message.Messages(below));

    /// <summary>A list of OTLP's KeyValue; numbers and flags as text.</summary>
    public Dictionary<string, string> Attributes(int field) => Messages(field).GroupBy(pair => pair.Text(1)).ToDictionary(pair => pair.Key, pair => Value(pair.Last().Message(2)));

    private static string Value(WireMessage any) =>
        any.Has(1) ? any.Text(1)
        : any.Has(2) ? any.Number(2) != 0 ? "true" : "false"
        : any.Has(3) ? $"{(long)any.Number(3)}"
        : any.Has(4) ? any.Double(4).ToString(System.Globalization.CultureInfo.InvariantCulture)
        : "";
}
