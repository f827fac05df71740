namespace Reports;

/// <summary>Where the observations come from.</summary>
public interface IWeatherArchive
{
    /// <summary>Every day of one file, in the file's order.</summary>
    /// <exception cref="FileNotFoundException">There is no such file.</exception>
    /// <exception cref="InvalidDataException">A row is not one of this archive's.</exception>
    IAsyncEnumerable<WeatherDay> ReadAsync(string file, CancellationToken cancellationToken);
}
