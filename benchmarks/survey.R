# The peer of benchmarks/diaries.py: means of two activities by sex with standard errors, by R's package survey.
# Rscript survey.R days.csv n_replicates; n_replicates 0: linearisation. Prints one line of JSON; without the packages it ends with 77.
if (!requireNamespace("survey", quietly = TRUE) || !requireNamespace("jsonlite", quietly = TRUE)) quit(status = 77)
suppressMessages({
  library(survey)
  library(jsonlite)
})
given <- commandArgs(trailingOnly = TRUE)
days <- read.csv(given[1])
n <- as.integer(given[2])
if (n > 0) {
  # The same weights as the database has: by a formula of key and replicate, exact in doubles.
  factors <- sapply(seq_len(n), function(r) c(0.3, 1, 1.7)[((days$diary_key * (2 * r + 1) * 40503) %% 65537) %% 3 + 1])
  design <- svrepdesign(
    data = days, weights = ~weight, repweights = factors * days$weight, type = "successive-difference",
    combined.weights = TRUE, mse = TRUE
  )
} else {
  design <- svydesign(ids = ~1, weights = ~weight, data = days)
}
run <- function() svyby(~food_prep + cleaning, ~sex, design, svymean)
found <- run()
times <- sapply(1:3, function(i) system.time(run())[["elapsed"]])
activities <- c("food_prep", "cleaning")
errors <- as.matrix(SE(found))
values <- do.call(rbind, lapply(seq_along(activities), function(i) {
  data.frame(sex = found$sex, activity = activities[i], mean = found[[activities[i]]], se = unname(errors[, i]))
}))
cat(toJSON(list(
  version = unbox(as.character(packageVersion("survey"))), milliseconds = unbox(median(times) * 1000), values = values
), digits = NA), "\n", sep = "")
