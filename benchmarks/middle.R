# The peer of benchmarks/middle.py: the median and the share of a band around it with its standard error, by R's package survey.
# Rscript middle.R people.csv lower upper. The line is taken as known, which is less work than ours. Without the packages it ends with 77.
if (!requireNamespace("survey", quietly = TRUE) || !requireNamespace("jsonlite", quietly = TRUE)) quit(status = 77)
suppressMessages({
  library(survey)
  library(jsonlite)
})
given <- commandArgs(trailingOnly = TRUE)
people <- read.csv(given[1])
bounds <- as.numeric(given[2:3])
design <- svydesign(ids = ~psu, strata = ~stratum, weights = ~weight, data = people)
run <- function() {
  middle <- as.numeric(coef(svyquantile(~income, design, 0.5, ci = FALSE)))
  design <- update(design, band = as.numeric(income >= bounds[1] * middle & income < bounds[2] * middle))
  svymean(~band, design)
}
found <- run()
times <- sapply(1:3, function(i) system.time(run())[["elapsed"]])
cat(toJSON(list(
  version = unbox(as.character(packageVersion("survey"))), milliseconds = unbox(median(times) * 1000),
  share = unbox(as.numeric(coef(found)))
), digits = NA), "\n", sep = "")
