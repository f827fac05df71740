using Xunit.v3;

// Drills mostly wait for leases to lapse: side by side they take as long as the longest of them.
[assembly: Parallelization(MaxThreads = 8)]
