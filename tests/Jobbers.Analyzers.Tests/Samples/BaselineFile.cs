using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Text;

namespace Jobbers.Analyzers.Tests.Samples;

/// <summary>A file of the disk as a build hands it to the analyzers.</summary>
internal sealed class BaselineFile(string path) : AdditionalText
{
    public override string Path => path;

    public override SourceText GetText(CancellationToken cancellationToken = default) => SourceText.From(File.ReadAllText(path));
}
