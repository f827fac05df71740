using Jobbers.Hosts.Configuration;

namespace Jobbers.Hosts.CommandLine;

/// <summary>The file that a command was told to write.</summary>
internal static class OutputFile
{
    /// <exception cref="SettingsException">The path is none.</exception>
    /// <exception cref="MachineRefusalException">It cannot be written there.</exception>
    public static async Task WriteAsync(string path, byte[] content, CancellationToken cancellationToken)
    {
        if (string.IsNullOrWhiteSpace(path) || path.Contains('\0', StringComparison.Ordinal))
            throw new SettingsException("The file to write has no name. Give a path like docs/api/openapi.json, or none for the usual one.");
        try
        {
            await File.WriteAllBytesAsync(path, content, cancellationToken);
        }
        catch (DirectoryNotFoundException missing)
        {
            throw Refusal(path, "its folder does not exist. Create the folder", missing);
        }
        catch (UnauthorizedAccessException forbidden)
        {
            // So .NET names a folder, too.
            throw Refusal(path, Directory.Exists(path) ? "it is a folder. Add a file name" : "this user may not write there. Change its rights", forbidden);
        }
        catch (IOException failure)
        {
            throw Refusal(path, $"{failure.Message.TrimEnd('.')}. Make room for it", failure);
        }
    }

    private static MachineRefusalException Refusal(string path, string reason, Exception inner) =>
        new($"Cannot write {Path.GetFullPath(path)}: {reason}, or write elsewhere.", inner);
}
