using System.Collections.Concurrent;

namespace Jobbers.Analyzers.Exceptions;

/// <summary>The table in TransientExceptions.txt, as far as one program can meet its exceptions.</summary>
internal sealed class TransientTable(Compilation compilation)
{
    private static readonly Lazy<IReadOnlyList<TransientException>> Lines = new(ReadLines);

    private readonly ConcurrentDictionary<string, ITypeSymbol?> _types = new();
    private readonly ConcurrentDictionary<IMethodSymbol, ITypeSymbol?> _methods = new(SymbolEqualityComparer.Default);

    /// <summary>What the call is known to throw; null when it is not in the table.</summary>
    public ITypeSymbol? ThrownBy(IMethodSymbol method) => _methods.GetOrAdd(method.OriginalDefinition, Find);

    private ITypeSymbol? Find(IMethodSymbol method)
    {
        foreach (var line in Lines.Value)
        {
            if (line.IsThrownBy(method) && _types.GetOrAdd(line.Exception, name => compilation.GetTypesByMetadataName(name).FirstOrDefault()) is { } type)
                return type;
        }

        return null;
    }

    internal static IReadOnlyList<TransientException> ReadLines()
    {
        using var stream = typeof(TransientTable).Assembly.GetManifestResourceStream("Jobbers.Analyzers.TransientExceptions.txt");
        using var reader = new StreamReader(stream!);
        return [.. reader.ReadToEnd().Split('\n').Select(TransientException.Parse).OfType<TransientException>()];
    }
}
