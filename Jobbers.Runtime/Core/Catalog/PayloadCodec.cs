using System.Buffers;
using System.Diagnostics.CodeAnalysis;
using System.Text;
using System.Text.Json;

namespace Jobbers.Catalog;

/// <summary>
/// Reads, checks and writes one type as JSON. Generated for the parameters and the result of every task; it fails closed: what is unknown,
/// doubled, missing or of the wrong type is a problem, never a default.
/// </summary>
/// <typeparam name="T">The type on the C# side.</typeparam>
public abstract class PayloadCodec<T>
{
    private static readonly JsonReaderOptions ReaderOptions = new() { MaxDepth = PayloadLimits.MaxDepth };
    private static readonly JsonWriterOptions WriterOptions = new() { SkipValidation = true, MaxDepth = PayloadLimits.MaxDepth };

    [ThreadStatic]
    private static Utf8JsonWriter? s_writer;

    /// <summary>Reads the value the reader stands on and checks it against every rule of its declaration.</summary>
    /// <param name="reader">Stands on the value's first token; left on its last one, also after a problem.</param>
    /// <param name="problems">Takes all that is wrong.</param>
    /// <param name="value">The value, when nothing was wrong.</param>
    /// <returns>Whether nothing was wrong.</returns>
    public abstract bool TryRead(ref Utf8JsonReader reader, PayloadProblems problems, [MaybeNullWhen(false)] out T value);

    /// <summary>Checks a value that was made in C#: the same rules as <see cref="TryRead"/>.</summary>
    /// <param name="value">The value.</param>
    /// <param name="problems">Takes all that is wrong.</param>
    public abstract void Validate(T value, PayloadProblems problems);

    /// <summary>Writes a value in its canonical form: members in declared order, every one of them, no white space.</summary>
    /// <param name="writer">Takes the JSON.</param>
    /// <param name="value">A valid value.</param>
    public abstract void Write(Utf8JsonWriter writer, T value);

    /// <summary>Decodes a whole document. Text that is no JSON, or more than one value, is a problem like any other.</summary>
    /// <param name="utf8">The document.</param>
    /// <param name="problems">Takes all that is wrong.</param>
    /// <param name="value">The value, when nothing was wrong.</param>
    /// <returns>Whether nothing was wrong.</returns>
    public bool TryDecode(ReadOnlySpan<byte> utf8, PayloadProblems problems, [MaybeNullWhen(false)] out T value)
    {
        ArgumentNullException.ThrowIfNull(problems);
        var reader = new Utf8JsonReader(utf8, ReaderOptions);
        var before = problems.Count;
        try
        {
            if (reader.Read() && TryRead(ref reader, problems, out value) && problems.Count == before && !reader.Read())
                return true;
        }
        catch (JsonException broken)
        {
            problems.Add($"is not valid JSON (line {broken.LineNumber + 1}, byte {broken.BytePositionInLine + 1})");
        }
        catch (InvalidOperationException)
        {
            problems.Add("is not valid JSON: a string holds bytes that are no UTF-8");
        }

        if (problems.Count == before)
            problems.Add("is not valid JSON");
        value = default;
        return false;
    }

    /// <summary>Decodes a payload that was stored when its task was submitted.</summary>
    /// <param name="payload">The stored document.</param>
    /// <exception cref="PayloadRejectedException">It does not decode or validate any more; the handler must not run.</exception>
    public T DecodeStored(ReadOnlyMemory<byte> payload)
    {
        var problems = new PayloadProblems();
        return TryDecode(payload.Span, problems, out var value) ? value : throw new PayloadRejectedException(problems.Items);
    }

    /// <summary>Writes a whole document.</summary>
    /// <param name="value">A valid value.</param>
    /// <param name="output">Takes the UTF-8 bytes.</param>
    public void Encode(T value, IBufferWriter<byte> output)
    {
        var writer = s_writer ?? new Utf8JsonWriter(output, WriterOptions);
        s_writer = null;
        writer.Reset(output);
        Write(writer, value);
        writer.Flush();
        writer.Reset(Stream.Null);
        s_writer = writer;
    }

    /// <summary>Checks and writes what a task method returned.</summary>
    /// <param name="value">What it returned.</param>
    /// <param name="output">Takes the UTF-8 bytes.</param>
    /// <exception cref="InvalidOperationException">The value is not what the method's return type promises; the message says where.</exception>
    public void EncodeResult(T value, IBufferWriter<byte> output)
    {
        var problems = new PayloadProblems("result");
        Validate(value, problems);
        if (problems.Count > 0)
            throw new InvalidOperationException($"The task returned no valid result: {problems.Items[0].Path} {problems.Items[0].Reason}.");
        Encode(value, output);
    }

    /// <summary>The document as text, for messages and tests.</summary>
    /// <param name="value">A valid value.</param>
    public string EncodeToString(T value)
    {
        var buffer = new ArrayBufferWriter<byte>();
        Encode(value, buffer);
        return Encoding.UTF8.GetString(buffer.WrittenSpan);
    }
}
