using System.Text;

namespace Jobbers.Lifecycle;

/// <summary>What went wrong in an attempt, cut to what is stored.</summary>
/// <param name="Type">Name of the exception's type, without namespace, or a word of Jobbers' own such as <c>Timeout</c>.</param>
/// <param name="Message">At most 2,000 characters.</param>
/// <param name="StackTrace">At most 8 KB of UTF-8.</param>
internal sealed record AttemptFailure(string Type, string Message, string? StackTrace = null)
{
    private const int MaxMessage = 2000;
    private const int MaxStackBytes = 8 * 1024;

    /// <summary><c>Type: message</c>, as the API shows it.</summary>
    public string Error => $"{Type}: {Message}";

    /// <summary>Takes over an exception.</summary>
    public static AttemptFailure From(Exception exception)
    {
        ArgumentNullException.ThrowIfNull(exception);
        return From(exception.GetType().Name, Read(exception, static e => e.Message) ?? "", Read(exception, static e => e.StackTrace));
    }

    /// <summary>Makes a failure, cut to the stored size.</summary>
    public static AttemptFailure From(string type, string message, string? stackTrace = null) =>
        new(type, CutToChars(message), stackTrace is null ? null : CutToBytes(stackTrace));

    /// <summary>Both texts can be overridden: they may be null, or throw.</summary>
    private static string? Read(Exception exception, Func<Exception, string?> text)
    {
        try
        {
            return text(exception);
        }
        catch (Exception broken)
        {
            return $"(its text cannot be read: {broken.GetType().Name})";
        }
    }

    private static string CutToChars(string text)
    {
        if (text.Length <= MaxMessage)
            return text;
        var end = char.IsHighSurrogate(text[MaxMessage - 2]) ? MaxMessage - 2 : MaxMessage - 1;
        return string.Concat(text.AsSpan(0, end), "…");
    }

    private static string CutToBytes(string text)
    {
        if (Encoding.UTF8.GetByteCount(text) <= MaxStackBytes)
            return text;
        Span<byte> bytes = new byte[MaxStackBytes];
        Encoding.UTF8.GetEncoder().Convert(text, bytes, flush: false, out var charsUsed, out _, out _);
        return text[..charsUsed];
    }
}
