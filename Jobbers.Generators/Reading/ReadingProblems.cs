using Jobbers.Generators.Model;
using Microsoft.CodeAnalysis;

namespace Jobbers.Generators.Reading;

/// <summary>Gathers what is wrong with one method, so that its author learns all of it at once.</summary>
internal sealed class ReadingProblems
{
    private readonly List<ProblemModel> _items = [];

    public IReadOnlyList<ProblemModel> Items => _items;

    public void Add(string ruleId, string message, SyntaxNode? place, ISymbol symbol)
    {
        if (place is not null)
            Add(ruleId, message, place.GetLocation());
        else
            Add(ruleId, message, symbol);
    }

    public void Add(string ruleId, string message, ISymbol symbol) => Add(ruleId, message, symbol.Locations.FirstOrDefault() ?? Location.None);

    public void Add(string ruleId, string message, Location location) => _items.Add(new ProblemModel(
        ruleId, message, new LocationModel(location.SourceTree?.FilePath ?? "", location.SourceSpan.Start, location.SourceSpan.Length)));
}
