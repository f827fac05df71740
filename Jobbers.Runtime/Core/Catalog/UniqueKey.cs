using System.Buffers;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;

namespace Jobbers.Catalog;

/// <summary>Makes the key of <c>UniqueBy</c>: the task's name and the values, readable while short, hashed when long.</summary>
internal static class UniqueKey
{
    private const int LongestReadable = 120;

    public static string Compute<TParameters>(string name, TParameters parameters, Action<Utf8JsonWriter, TParameters> writeValues)
    {
        var buffer = new ArrayBufferWriter<byte>();
        using (var writer = new Utf8JsonWriter(buffer))
        {
            writer.WriteStartArray();
            writeValues(writer, parameters);
            writer.WriteEndArray();
        }

        var values = buffer.WrittenSpan.Length <= LongestReadable
            ? Encoding.UTF8.GetString(buffer.WrittenSpan)
            : Convert.ToHexStringLower(SHA256.HashData(buffer.WrittenSpan));
        return $"{name}:{values}";
    }
}
