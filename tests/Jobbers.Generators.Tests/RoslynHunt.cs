using System.Collections;
using System.Reflection;
using Microsoft.CodeAnalysis;

namespace Jobbers.Generators.Tests;

/// <summary>Walks the outputs of the named steps field by field: a symbol in one of them would keep its whole compilation alive.</summary>
internal static class RoslynHunt
{
    public static void AssertNothingHeld(GeneratorRunResult result)
    {
        var seen = new HashSet<object>(ReferenceEqualityComparer.Instance);
        foreach (var (name, steps) in result.TrackedSteps.Where(s => s.Key is "Tasks" or "Assembly" or "Keys" or "Refused" or "Accepted" or "Registered"))
        {
            foreach (var (value, _) in steps.SelectMany(s => s.Outputs))
                Walk(value, name, seen);
        }
    }

    private static void Walk(object? value, string path, HashSet<object> seen)
    {
        if (value is null or string || value.GetType().IsPrimitive || value.GetType().IsEnum || !seen.Add(value))
            return;
        Assert.False(value is ISymbol or SyntaxNode or SyntaxTree or Compilation or Location or SemanticModel, $"{path} holds {value.GetType()}");
        if (value is IEnumerable items)
        {
            foreach (var item in items)
                Walk(item, path + "[]", seen);
            return;
        }

        for (var type = value.GetType(); type is not null && type != typeof(object); type = type.BaseType)
        {
            foreach (var field in type.GetFields(BindingFlags.Instance | BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.DeclaredOnly))
                Walk(field.GetValue(value), $"{path}.{field.Name}", seen);
        }
    }
}
