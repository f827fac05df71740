using System.Text;
using Jobbers.Hosts.Configuration;

namespace Jobbers.Hosts.CommandLine;

/// <summary>The file that a command was told to read.</summary>
internal static class InputFile
{
    private const string StandardInput = "-";

    /// <summary>Reads all of it as UTF-8.</summary>
    /// <param name="option">The option that named it.</param>
    /// <param name="path">The file; <c>-</c> is standard input.</param>
    /// <param name="mostBytes">What it may hold.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <exception cref="SettingsException">It is not there, cannot be read, or holds more.</exception>
    public static async Task<string> ReadAsync(string option, string path, int mostBytes, CancellationToken cancellationToken)
    {
        try
        {
            await using var stream = path == StandardInput ? Console.OpenStandardInput() : File.OpenRead(path);
            var bytes = new byte[mostBytes + 1];
            var length = await stream.ReadAtLeastAsync(bytes, bytes.Length, throwOnEndOfStream: false, cancellationToken);
            if (length > mostBytes)
                throw new SettingsException($"{option} {TerminalText.Clean(path)} holds more than {mostBytes} bytes. Store large data elsewhere and pass where it is.");
            return new UTF8Encoding(false, throwOnInvalidBytes: true).GetString(WithoutMark(bytes.AsSpan(0, length)));
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException or ArgumentException)
        {
            throw new SettingsException($"{option} {TerminalText.Clean(path)} cannot be read: {failure.Message}");
        }
    }

    /// <summary>A byte order mark, which some editors write, is no part of JSON.</summary>
    private static ReadOnlySpan<byte> WithoutMark(ReadOnlySpan<byte> text) => text.StartsWith(Encoding.UTF8.Preamble) ? text[Encoding.UTF8.Preamble.Length..] : text;
}
