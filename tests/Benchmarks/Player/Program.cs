using Benchmarks.Player;
using Jobbers.Hosts;
using Jobbers.Setup;

// player <contestant> <url or file> [serve <slots>]: told what to do on standard input. Anything else: an ordinary Jobbers program.
return args is ["player", var name, var target, .. var rest]
    ? await PlayerLoop.RunAsync(() => JobbersContestant.OpenAsync(name, target), rest)
    : await JobbersHost.RunAsync(args, jobbers => jobbers.AddTasks());
