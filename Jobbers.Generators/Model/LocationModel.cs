namespace Jobbers.Generators.Model;

/// <summary>A place in a source file, as plain numbers: a Roslyn location would keep its whole compilation alive.</summary>
internal readonly record struct LocationModel(string Path, int Start, int Length);
