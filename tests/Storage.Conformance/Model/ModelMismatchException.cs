namespace Storage.Conformance.Model;

/// <summary>The store did what the model does not allow.</summary>
internal sealed class ModelMismatchException(string message) : Exception(message)
{
    /// <summary>States what must hold.</summary>
    public static void Require(bool holds, string message)
    {
        if (!holds)
            throw new ModelMismatchException(message);
    }

    /// <summary>States what two sides must agree on.</summary>
    public static void RequireSame<T>(T expected, T actual, string what)
    {
        if (!EqualityComparer<T>.Default.Equals(expected, actual))
            throw new ModelMismatchException($"{what}: the model says {expected}, the store {actual}");
    }
}
