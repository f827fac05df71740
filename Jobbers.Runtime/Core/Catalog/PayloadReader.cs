using System.Diagnostics.CodeAnalysis;
using System.Text.Json;

namespace Jobbers.Catalog;

/// <summary>Reads one value, as <see cref="PayloadCodec{T}.TryRead"/> does: how generated code hands the reader of an element to that of its list.</summary>
/// <typeparam name="T">The type on the C# side.</typeparam>
/// <param name="reader">Stands on the value's first token; left on its last one, also after a problem.</param>
/// <param name="problems">Takes all that is wrong.</param>
/// <param name="value">The value, when nothing was wrong.</param>
/// <returns>Whether nothing was wrong.</returns>
public delegate bool PayloadReader<T>(ref Utf8JsonReader reader, PayloadProblems problems, [MaybeNullWhen(false)] out T value);
