namespace Reports;

/// <summary>A newer attempt of the same import has begun; this one must not write.</summary>
internal sealed class SupersededException(string file) : Exception($"A newer attempt of the import of '{file}' has begun.");
