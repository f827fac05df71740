using Microsoft.Extensions.DependencyInjection;
using Reports;

return await JobbersHost.RunAsync(args, jobbers =>
{
    jobbers.AddTasks();
    jobbers.Services
        .AddSingleton<IWeatherArchive>(_ => new CsvWeatherArchive(Path.Combine(AppContext.BaseDirectory, "data")))
        .AddSingleton(_ => new ReportFolder(Environment.GetEnvironmentVariable("REPORTS_FOLDER") ?? "reports"))
        .AddSingleton(_ => new ImportTable(Environment.GetEnvironmentVariable("REPORTS_DATABASE") ?? "weather.db"))
        .AddSingleton(_ => new HttpClient { Timeout = TimeSpan.FromSeconds(20) });
});
